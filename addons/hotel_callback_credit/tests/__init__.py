from . import test_access_rights
from . import test_agreement_dates
from . import test_callback_credit_chinese
from . import test_credit_regulation
from . import test_credit_story
