from . import hotel_callback_file_opened
from . import hotel_callback_words
from . import hotel_callback_preview
from . import hotel_callback_plan
from . import hotel_callback_later
from . import hotel_callback_incident_decide
from . import hotel_customer_class_set
