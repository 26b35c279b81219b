from . import test_hotel_room_booking
from . import test_rule_room_times
