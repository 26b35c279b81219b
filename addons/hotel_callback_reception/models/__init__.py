from . import hotel_visit
from . import hotel_callback
from . import hotel_complaint_source
from . import hotel_desk_entry
from . import hotel_visitor_entry
