from . import test_access_rights
from . import test_day_sheet
from . import test_hotel_room_booking
from . import test_room_tour
from . import test_rule_room_times
from . import test_hoot
from . import test_events_chinese
