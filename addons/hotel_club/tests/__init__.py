from . import test_rule_club
from . import test_club
from . import test_club_business
from . import test_access_club
from . import test_access_rights
from . import test_club_chinese
