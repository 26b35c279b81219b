from . import hotel_guest_list_xlsx
from . import hotel_event_figure_xlsx
