from . import hotel_room_booking_cancel
