from . import hotel_complaint_case_event
from . import hotel_event_lesson
from . import hotel_event_order_lesson
from . import hotel_callback_date_event
from . import hotel_event_order_callback
from . import res_partner_event
from . import hotel_event_incident_complaint
from . import hotel_event_invitation_class
