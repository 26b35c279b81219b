# reception of visitors
from . import hotel_visit_sheet
from . import hotel_visit_xlsx
from . import hotel_visitor_xlsx
from . import hotel_visitor_evacuation
