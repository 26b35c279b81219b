from . import hotel_day_sheet
from . import hotel_room_booking_cancel
from . import hotel_guest_import
