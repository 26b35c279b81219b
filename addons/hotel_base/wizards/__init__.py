from . import hotel_approval_decide
from . import hr_departure_wizard
