from . import hotel_room
from . import hotel_room_layout
from . import hotel_room_booking
from . import hotel_room_booking_state
from . import hotel_room_occupancy
