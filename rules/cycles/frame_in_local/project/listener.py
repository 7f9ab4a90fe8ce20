"""The same of what serves others."""

import sys


class Editor:
    def on_message(self, message):
        try:
            self.text = self.parse(message)
        except SyntaxError:
            error = sys.exc_info()[1]  #~ note
            self.show_error(str(error))
