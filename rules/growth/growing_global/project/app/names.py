"""Gives a table on under its own name."""

from app.tables import kept, passed_on
