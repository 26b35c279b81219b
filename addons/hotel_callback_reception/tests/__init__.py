from . import test_access_rights
from . import test_callback_reception_chinese
from . import test_complaint_source
from . import test_thanks
