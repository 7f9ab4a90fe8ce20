from .parts import Part as Piece
