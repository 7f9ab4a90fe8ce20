"""The same where what comes in are messages."""


class Filters:
    def on_message(self, filters):
        failed = {}
        for text in filters:
            try:
                self.compile(text)
            except ValueError as error:
                failed[text] = error  #~ note
        self.show(len(failed))
