# Search.

search-field = Search in everything
search-hint = Notes, people, partners, sites and visits are found by any word in them, also by the beginning of one, by one Chinese character, and without accents.
search-nothing = Nothing was found for “{ $words }”. Try fewer letters, or another word.
search-count = { $count ->
    [one] { $count } hit
   *[other] { $count } hits
}
search-many = The first { $count } hits
recent-searches = Recent searches
forget-searches = Forget them
photos-and-files = Photos, voice and files
colleagues = Colleagues
