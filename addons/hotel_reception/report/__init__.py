# reception of visitors
from . import hotel_visit_xlsx
from . import hotel_visitor_xlsx
from . import hotel_visitor_evacuation
from . import hotel_desk_week_xlsx
from . import hotel_desk_entry_xlsx
from . import hotel_desk_customer_xlsx
from . import hotel_desk_forms
