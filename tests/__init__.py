"""End-to-end tests across addons: they use the house from outside, as tills, browsers and machines do."""
