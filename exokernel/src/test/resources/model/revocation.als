-- The revocation protocol of the kernel: classes Revocations, FrameTable and Kernel.
-- Alloy 6 (https://alloytools.org): a state is what is true at a moment, ' is the next moment.

sig Frame { var owner: lone Env }                   -- nobody's: free
sig Env {}
var sig Dead in Env {}

-- A request for a frame. They are never used twice; the sets say where each stands.
sig Request { frame: one Frame, asked: one Env }
var sig Open in Request {}
var sig Expired in Request {}                       -- the deadline has passed, the abort is due and has not run yet
var sig Acknowledged in Request {}
var sig Aborted in Request {}

pred start {
  no Dead and no Open and no Expired and no Acknowledged and no Aborted
}

fun begun: set Request { Open + Acknowledged + Aborted }

pred frames_kept { owner' = owner }
pred requests_kept { Open' = Open and Expired' = Expired and Acknowledged' = Acknowledged and Aborted' = Aborted }

pred allocate[f: Frame, e: Env] {
  no f.owner and e not in Dead
  owner' = owner + f->e
  requests_kept and Dead' = Dead
}

-- The owner gives a frame back that nobody asked for.
pred deallocate[f: Frame] {
  some f.owner and no Open & frame.f
  owner' = owner - f->Env
  requests_kept and Dead' = Dead
}

pred request[r: Request] {
  r not in begun
  r.frame.owner = r.asked
  no Open & frame.(r.frame)
  Open' = Open + r
  Expired' = Expired and Acknowledged' = Acknowledged and Aborted' = Aborted
  frames_kept and Dead' = Dead
}

-- The clock passes the deadline. What acts on it comes later: a call may come between.
pred expire[r: Request] {
  r in Open - Expired
  Expired' = Expired + r
  Open' = Open and Acknowledged' = Acknowledged and Aborted' = Aborted
  frames_kept and Dead' = Dead
}

-- Environment e answers for frame f, also by deallocating it; late is as good as early while the request is open.
pred acknowledge[e: Env, f: Frame] {
  e not in Dead
  some r: Open & frame.f & asked.e {
    Open' = Open - r
    Expired' = Expired - r
    Acknowledged' = Acknowledged + r
    Aborted' = Aborted
    owner' = owner - f->Env
  }
  Dead' = Dead
}

pred abort[r: Request] {
  r in Expired & Open
  Open' = Open - r
  Expired' = Expired - r
  Aborted' = Aborted + r
  Acknowledged' = Acknowledged
  owner' = owner - r.frame->Env
  Dead' = Dead
}

-- The end of an environment: its open requests count as aborted, its frames are free.
pred destroy[e: Env] {
  e not in Dead
  Dead' = Dead + e
  Open' = Open - asked.e
  Expired' = Expired - asked.e
  Aborted' = Aborted + (Open & asked.e)
  Acknowledged' = Acknowledged
  owner' = owner - Frame->e
}

pred nothing { frames_kept and requests_kept and Dead' = Dead }

pred step {
  nothing
  or (some f: Frame, e: Env | allocate[f, e] or acknowledge[e, f])
  or (some f: Frame | deallocate[f])
  or (some r: Request | request[r] or expire[r] or abort[r])
  or (some e: Env | destroy[e])
}

-- An abort that is due is not put off for ever.
pred fair { all r: Request | always (r in Expired & Open implies eventually r not in Open) }
pred time_passes { all r: Request | always (r in Open implies eventually (r in Expired or r not in Open)) }

fact behaviour { start and always step }

assert at_most_one_outcome {
  always no Acknowledged & Aborted
  always no Open & (Acknowledged + Aborted)
}

assert outcome_is_final {
  all r: Request | always (r in Acknowledged implies always r in Acknowledged)
  all r: Request | always (r in Aborted implies always r in Aborted)
}

assert every_request_ends {
  (fair and time_passes) implies
    all r: Request | always (r in Open implies eventually r in Acknowledged + Aborted)
}

assert one_open_request_a_frame { always all f: Frame | lone Open & frame.f }

assert frame_stays_with_whom_was_asked { always all r: Open | r.frame.owner = r.asked }

-- Whoever gets a frame after an abort keeps it, whatever the one who lost it answers.
assert late_answer_takes_nothing_from_the_next_owner {
  always all f: Frame, disj e, other: Env |
    (acknowledge[e, f] implies f.owner != other)
}

assert the_dead_own_nothing { always no owner.Dead and always no Open & asked.Dead }

check at_most_one_outcome for 3 but 1..8 steps
check outcome_is_final for 3 but 1..8 steps
check every_request_ends for 2 but 1..8 steps
check one_open_request_a_frame for 3 but 1..8 steps
check frame_stays_with_whom_was_asked for 3 but 1..8 steps
check late_answer_takes_nothing_from_the_next_owner for 3 but 1..8 steps
check the_dead_own_nothing for 3 but 1..8 steps

-- That the model can do something at all: each of these has to be possible.
run acknowledged_after_the_deadline {
  some r: Request | eventually (r in Expired & Open and after r in Acknowledged)
} for 3 but 1..8 steps
run aborted_and_taken_by_another {
  some r: Request, e: Env - r.asked | eventually (r in Aborted and r.frame.owner = e)
} for 3 but 1..8 steps
run two_requests_at_once {
  some disj r, s: Request | eventually (r + s in Open and after (r in Aborted and s in Open))
} for 3 but 1..8 steps
