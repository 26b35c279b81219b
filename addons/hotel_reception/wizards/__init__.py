from . import hotel_visit_act
from . import hotel_visitor_act
