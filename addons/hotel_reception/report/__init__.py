from . import hotel_desk_xlsx
from . import hotel_desk_week_xlsx
from . import hotel_desk_entry_xlsx
from . import hotel_desk_customer_xlsx
from . import hotel_desk_forms
