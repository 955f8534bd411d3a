"""Where an agency of one area answers: the same pages as in the shared book, inside the partnership."""

from scrutiny.section11.addresses import desk_addresses
from tenants.self_assessment.books import LOCAL

urlpatterns = desk_addresses(LOCAL)
