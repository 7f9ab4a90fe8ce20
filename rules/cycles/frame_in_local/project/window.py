"""Of a window: what a person does there seldom goes wrong."""

import sys

from PyQt5.QtWidgets import QDialog


class Editor(QDialog):
    def on_apply(self):
        try:
            self.text = self.parse()
        except SyntaxError:
            error = sys.exc_info()[1]  #~ note
            self.show_error(str(error))
