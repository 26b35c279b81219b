from . import hotel_event_figure_xlsx
