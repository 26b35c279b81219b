from . import hotel_callback_bonus_xlsx
