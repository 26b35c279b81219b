# reception of visitors
from . import hotel_visit_invitation
