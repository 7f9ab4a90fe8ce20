"""Events of a window are what a person does."""
from gi.repository import Gtk


class Filters(Gtk.Window):
    def on_checked(self, filters):
        failed = {}
        for text in filters:
            try:
                self.compile(text)
            except ValueError as error:
                failed[text] = error  #~ note
        self.show(len(failed))
