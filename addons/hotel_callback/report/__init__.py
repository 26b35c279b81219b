from . import hotel_complaint_figures_xlsx
from . import hotel_callback_bonus_xlsx
