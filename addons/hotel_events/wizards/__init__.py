from . import hotel_day_sheet
from . import hotel_day_sheet_work
from . import hotel_room_booking_cancel
from . import hotel_guest_import
from . import hotel_event_budget_revise
from . import hotel_event_draw_freeze
from . import hotel_event_draw_reason
