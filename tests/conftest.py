"""What all tests share: properties are tried on the same examples everywhere, without a clock."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "geomap", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("geomap")
