import Candid
import TestSupport
import WebSocketProtocol

/// Makes up a session step by step, and plays it on native code meanwhile. The same seed makes the same session.
struct SessionGenerator {
    private(set) var session: PlayedSession
    var random: Randomness
    var known = KnownState()
    private let host: SessionHost
    private let isQuiet: Bool

    /// Nanoseconds since 1970.
    private(set) var time = SessionHost.start

    /// Makes up a session of 20 to 60 steps, and the polls that fetch all that waits at its end.
    static func session(seed: UInt64) throws -> PlayedSession {
        var generator = try SessionGenerator(seed: seed)
        try generator.begin()
        for _ in 0..<generator.random.count(20...60) { try generator.step() }
        try generator.fetchAll()
        return generator.session
    }

    private init(seed: UInt64) throws {
        let code: SessionCode = seed.isMultiple(of: 2) ? .upgrades : .conformance
        session = PlayedSession(seed: seed, code: code)
        random = Randomness(seed: seed)
        isQuiet = random.once(in: 3)
        host = try SessionHost { code.native() }
    }

    private mutating func begin() throws {
        if random.once(in: 12) { try play(.initialize, argument: badSettings()) }
        let settings = goodSettings()
        try play(.initialize, argument: encoded(settings))
        known.settings = settings
    }

    private mutating func step() throws {
        // Now and then a moment passes without timers, as between messages on the network.
        if random.once(in: 3) { time += random.number(1...1_500_000_000) }
        try isQuiet ? quietStep() : livelyStep()
    }

    private mutating func livelyStep() throws {
        switch random.number(1...100) {
        case 1...15: try open()
        case 16...38: try message()
        case 39...46: try closeSocket()
        case 47...60: try send()
        case 61...63: try close()
        case 64...80: try poll()
        case 81...90: try passTime()
        case 91...93: try playLate()
        case 94: try wipe()
        case 95...96: try upgrade()
        default: try playMalformed()
        }
    }

    /// In a quiet session more happens by itself.
    private mutating func quietStep() throws {
        switch random.number(1...100) {
        case 1...12: try open()
        case 13...26: try message()
        case 27...36: try closeSocket()
        case 37...46: try send()
        case 47...49: try close()
        case 50...62: try poll()
        case 63...86: try passTime()
        case 87...91: try playLate()
        case 92...99: try upgrade()
        default: try wipe()
        }
    }

    /// Plays a step and remembers it.
    @discardableResult
    mutating func play(
        _ kind: SessionStep.Kind, _ method: String = "", by caller: Principal = .anonymous, argument: [UInt8] = [],
        at time: UInt64? = nil
    ) throws -> StepResult {
        self.time = time ?? self.time
        let step = SessionStep(kind: kind, method: method, caller: caller, argument: argument, time: self.time)
        let result = try host.play(step)
        session.steps.append(step)
        session.results.append(result)
        if result.reject == nil { known.learn(result.log) }
        return result
    }

    var nextTimer: UInt64? { host.nextTimer }
}

// MARK: - Settings

extension SessionGenerator {
    mutating func goodSettings() -> (UInt64, UInt64) {
        (random.pick([1, 2, 3, 5, 8, 50]), random.pick([60_001, 61_000, 90_000, 150_000, 300_000]))
    }

    mutating func badSettings() -> [UInt8] {
        encoded(random.pick([(50, 60_000), (50, 0), (1 << 32, 300_000)]))
    }

    func encoded(_ settings: (UInt64, UInt64)) -> [UInt8] { CandidEncoder.encode(settings.0, settings.1) }

    private mutating func wipe() throws {
        if random.once(in: 3) {
            try play(.update, "wipe", argument: badSettings())
        } else {
            let settings = goodSettings()
            try play(.update, "wipe", argument: encoded(settings))
            known.settings = settings
            known.forget()
        }
    }

    private mutating func upgrade() throws {
        if random.once(in: 5) {
            try play(.upgrade, argument: badSettings())
        } else {
            if random.once(in: 3) { known.settings = goodSettings() }
            try play(.upgrade, argument: encoded(known.settings))
            if session.code == .conformance { known.forget() }
        }
    }
}

// MARK: - Time

extension SessionGenerator {
    private mutating func passTime() throws {
        try play(.pass, at: time + duration())
    }

    /// Timers that run later than they are due.
    private mutating func playLate() throws {
        try play(.timers, at: time + duration())
    }

    private mutating func duration() -> UInt64 {
        let second: UInt64 = 1_000_000_000
        let interval = known.settings.1 * 1_000_000
        // About the moments at which something changes.
        let moments = [60 * second, interval, interval + 60 * second, (nextTimer ?? time).subtracting(time)]
        return switch random.number(1...10) {
        case ...(isQuiet ? 2 : 6): random.number(0...20 * second)
        case ...8: random.pick(moments) + random.number(0...2) - 1
        case 9: random.number(0...2 * interval)
        default: interval * random.number(2...4)
        }
    }
}

extension UInt64 {
    /// The difference, at least 1.
    fileprivate func subtracting(_ other: UInt64) -> UInt64 { self > other ? self - other : 1 }
}
