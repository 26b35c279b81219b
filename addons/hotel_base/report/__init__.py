from . import hotel_xlsx
