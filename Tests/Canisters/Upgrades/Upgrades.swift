/// The sample Conformance, but with connections that go on over upgrades.
typealias Upgrades = Conformance

/// What the class inherits from here.
typealias ConformanceService = UpgradesService
