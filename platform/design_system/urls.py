from django.urls import path

from design_system.views.components import components

app_name = "design_system"
urlpatterns = [path("", components, name="components")]
