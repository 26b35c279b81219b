from . import hotel_approval_decide
