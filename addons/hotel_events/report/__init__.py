from . import hotel_guest_list_xlsx
