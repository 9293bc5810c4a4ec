"""The demonstration: rooms of people who do not exist, said to each other over some days that end about now."""

from server.demo.load import fill

__all__ = ["fill"]
