from . import hotel_draw
