from . import hotel_visit_act
from . import hotel_visitor_act
from . import hotel_desk_entry_act
from . import hotel_desk_owner_change
from . import hotel_desk_decide
