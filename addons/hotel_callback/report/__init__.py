from . import hotel_complaint_figures_xlsx
