from . import hotel_complaint_step
from . import hotel_complaint_figures
from . import hotel_improvement_import
