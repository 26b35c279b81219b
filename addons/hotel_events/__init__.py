from . import controllers
from . import models, wizards
from . import report
