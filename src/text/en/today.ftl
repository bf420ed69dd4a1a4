# Today, and what it says of visits.

today-empty = No visit is planned
today-empty-text = Plan the next one, and it waits here to be started with one tap. During a visit, notes and photos land in it by themselves.
today-nothing-planned = Go on with a paused visit, or plan the next one.
today-others = Colleagues on tour
today-paused = Paused
today-planned = Coming up
today-finished = Finished lately

unsorted = Unsorted
unsorted-count = { $count ->
    [one] One note without a visit
   *[other] { $count } notes without a visit
  }

visit-plan = Plan a visit
visit-start = Start visit
visit-continue = Continue visit
visit-finish = Finish visit
visit-finished = Visit finished
visit-next = Next visit
visit-no-name = A visit without a name
visit-overnight = Running since { $since }. Is it over? Finishing ends it at its last note, and you can still add to it.

time-in = in { $city }
length-minutes = { $minutes } min
length-hours = { $hours } h { $minutes }
count-notes = { $count ->
    [0] Nothing noted yet
    [one] One note
   *[other] { $count } notes
  }
count-photos = { $count ->
    [one] one photo
   *[other] { $count } photos
  }
