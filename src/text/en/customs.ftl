# Cards of customs: one for each country, nine topics and the sources each. The keys are made by
# `floorbook_domain::customs`, whose test says that each card is complete.
#
# A card helps somebody who comes for the first time. It says what is common and what to do, never what people are;
# it names no religion or class as a flaw, and leaves room for the person who does it otherwise.

customs-about = People differ more than countries do. Take this as a first hint, watch your hosts, and ask.
customs-topic-greeting = Greeting
customs-topic-names = Names and titles
customs-topic-cards = Business cards
customs-topic-gifts = Gifts
customs-topic-meals = Meals
customs-topic-meetings = Meetings
customs-topic-bad-news = Giving bad news
customs-topic-negotiating = Negotiating
customs-topic-numbers = Numbers and colours
customs-topic-sources = Sources

# China
customs-cn-greeting = A light handshake and a nod. Greet the most senior person first; enter and sit in the order that your hosts show you.
customs-cn-names = The family name comes first: Wang Xiaoming is Mr or Ms Wang. A title with the name is polite (Wang Zong for a general manager, Wang Gong for an engineer). Many have an English name for work; ask which one they like.
customs-cn-cards = Give and take with both hands, read the card, and leave it on the table during the meeting. A Chinese side is welcome. Adding each other on WeChat has taken the place of many cards.
customs-cn-gifts = Something small from your region, wrapped, given with both hands at the end. It may be declined once or twice, and opened later. Leave out clocks, umbrellas, knives and sets of four. Keep it modest: many companies have rules.
customs-cn-meals = Your host seats you, orders and usually pays; return the invitation another time. Try a little of everything, and leave chopsticks lying, never upright in rice. With a toast, holding your glass lower shows respect. Tea or water is fine if you do not drink; say so early.
customs-cn-meetings = Be punctual, and send the agenda and your questions before. The senior person often speaks first and decides later. "We will look into it" can mean no; agree on who answers what by when.
customs-cn-bad-news = Speak in private and early, to the person who can act. Describe the part and the measurement, not the person, and ask what is needed from your side. Let people save face before their team; a written summary afterwards helps.
customs-cn-negotiating = Trust grows before terms do, so visits count. Expect points to be opened again after signing when circumstances change; talk it through calmly. Small concessions at the end are usual on both sides.
customs-cn-numbers = 8 and 6 are liked; 4 sounds like death and is left out of floors and gifts. Red and gold stand for luck; white and black with flowers or envelopes belong to mourning. Do not write a person's name in red.
customs-cn-sources = SBS Cultural Atlas, Chinese Culture; U.S. International Trade Administration, Country Commercial Guide China, Business Travel.

# Vietnam
customs-vn-greeting = A handshake, often with both hands, and a small bow of the head to older people. With women, wait for them to offer a hand. Greet the eldest or most senior first.
customs-vn-names = Family name, middle name, given name: Nguyễn Văn Bảo is called Mr Bảo. Forms of address follow age (Anh, Chị, Ông, Bà); ask a colleague which one fits. Tones change meaning, so ask how to say a name.
customs-vn-cards = With both hands, the senior person first; read it before you put it away. A Vietnamese side is kind. Zalo is the messenger that most people use.
customs-vn-gifts = Small and wrapped in bright paper, such as sweets or something from your town, also for the team at Tết. It is usually opened later. Leave out handkerchiefs, black wrapping and knives.
customs-vn-meals = Wait until the eldest begins. Pass dishes with both hands, and take a little more when it is offered. Toasts ("một, hai, ba, dô!") are friendly; you may say no to alcohol with a smile and raise tea instead. The one who invites pays.
customs-vn-meetings = Be on time, begin with tea and how everybody is. Agreement in the room often waits for the director's word. Confirm in writing, with dates, and with an interpreter for anything technical.
customs-vn-bad-news = Quietly and with few people, never before the line. Begin with what goes well, show the piece, and look for the cause together. A smile can mean embarrassment rather than agreement; ask open questions instead of "is that clear?".
customs-vn-negotiating = Patience and personal contact carry far. A firm price with a reason is respected more than pressure. Silence is time to think; do not fill it with a concession.
customs-vn-numbers = 9 and 8 are liked; 3 people in a photo and number 4 are avoided by some. Red and yellow stand for luck and the nation; white is for mourning.
customs-vn-sources = SBS Cultural Atlas, Vietnamese Culture; U.S. International Trade Administration, Country Commercial Guide Vietnam, Business Travel.

# India
customs-in-greeting = "Namaste" with palms together is always right; handshakes are common in business. With the other sex, wait for their hand. Greet the senior person first.
customs-in-names = Use Mr, Ms, Dr or Sir and Madam until you are asked to use first names; "-ji" after a name is respectful. Orders of names differ between regions: in the south an initial can stand for the father's name. Ask.
customs-in-cards = With the right hand or both. Put degrees and titles on it. Contacts are often exchanged on WhatsApp at once.
customs-in-gifts = Sweets or dry fruit, above all at Diwali; give with the right hand or both. Leave out leather and beef products, and alcohol unless you know that it is welcome. Gifts are often opened later.
customs-in-meals = Many people eat no meat, and many no beef or pork: let your hosts choose the place. Eat with the right hand where there is no cutlery. Refusing the tea that is offered is noticed; a little is enough.
customs-in-meetings = Confirm the day before; traffic moves times. Some personal talk comes first. The senior person decides; engineers may hold back before them, so give them a moment of their own on the floor.
customs-in-bad-news = In private, with facts and a picture, and with respect for seniority. "I will try" may be a polite no: ask which step comes first and when. Share what you could have done better as well.
customs-in-negotiating = Bargaining is expected and friendly. Leave room, explain the total cost, and fix details in writing. Relationships and repeat orders weigh as much as the price of one order.
customs-in-numbers = Sums end on 1 in gifts of money (101, 501). Large numbers are counted in lakh (100,000) and crore (10 million): write the figure out. White belongs to mourning; red, yellow and green are festive.
customs-in-sources = SBS Cultural Atlas, Indian Culture; U.S. International Trade Administration, Country Commercial Guide India, Business Travel.

# Bangladesh
customs-bd-greeting = "Assalamu alaikum" is the common greeting, answered with "wa alaikum assalam"; Hindus say "nomoshkar". Men shake hands gently with men. With the other sex, a hand on your heart and a nod are right unless they offer a hand.
customs-bd-names = Mr or Ms with a name, or Bhai (brother) and Apa (sister) after the first name once you know each other. Family names need not be shared within a family. Ask what somebody is called.
customs-bd-cards = With the right hand or both, after the greeting. Put titles and degrees on it. WhatsApp is used for almost everything afterwards.
customs-bd-gifts = Sweets, fruit or something from your country, given with both hands and opened later. No alcohol, nothing with pork or pigskin. Cash is not a gift.
customs-bd-meals = Eat and pass with the right hand. Food is halal, and a host will urge you to take more: a little more pleases. In Ramadan do not eat or drink before people who fast, and plan talks for the morning.
customs-bd-meetings = Confirm on the day; Dhaka's traffic decides. Tea and questions after the family come first. Friday is the day of rest and prayer, and many factories work on Saturday. Decisions rest with the owner or director.
customs-bd-bad-news = Privately and gently, to the senior person first, with the piece in hand. Say what you want to reach together. "No problem" can be courtesy: agree on a step, a name and a date. Ask workers' representatives with their managers' knowledge.
customs-bd-negotiating = Expect haggling, and much goodwill for a fair and lasting partner. Late orders and late changes from buyers weigh on people at the machines: name your own part when you ask for speed.
customs-bd-numbers = Lakh (100,000) and crore (10 million) are used in prices. Green and red are the colours of the flag; white is worn in mourning. Odd numbers are liked by some.
customs-bd-sources = SBS Cultural Atlas, Bangladeshi Culture; U.S. International Trade Administration, Country Commercial Guide Bangladesh, Business Travel.

# Turkey
customs-tr-greeting = A firm handshake at coming and going, elders first. With women, wait for their hand. Friends may kiss on both cheeks; follow them. "Merhaba" is always good.
customs-tr-names = First name with Bey (Mr) or Hanım (Ms): Mehmet Bey, Ayşe Hanım. Use titles such as Doktor or Müdür Bey for a manager.
customs-tr-cards = Exchanged at the start or the end, without ceremony; hand one to the reception as well. WhatsApp is common afterwards.
customs-tr-gifts = Not expected in business; something from your region or good sweets pleases. Bring flowers or baklava to a home. Alcohol only if you know that they drink.
customs-tr-meals = Tea comes at every meeting, and taking it is part of the talk. Meals are long, and the host pays; discussing the bill is awkward, so invite another time. Many eat no pork. Taking shoes off in a home is usual.
customs-tr-meetings = Be punctual, and do not count on starting with business. Talk may be lively and interrupted by calls. Owners decide, often quickly. Friday noon is for prayer; in Ramadan plan mornings.
customs-tr-bad-news = In person if you can, and alone. Be clear and warm: directness is fine when respect is plain. Honour matters before others, so keep blame out of the room, and say what you will do yourself.
customs-tr-negotiating = Bargaining is an art that people enjoy; leave room and keep your good humour. Deadlines as pressure do not help. Exchange rates move costs: agree on how you deal with them.
customs-tr-numbers = 13 is seen as unlucky by some, and the blue bead (nazar) guards from envy. Green is linked with religion, red with the flag. Prices use a comma for decimals.
customs-tr-sources = SBS Cultural Atlas, Turkish Culture; U.S. International Trade Administration, Country Commercial Guide Türkiye, Business Travel.

# Indonesia
customs-id-greeting = A soft handshake, then a hand to the heart. Some people do not touch the other sex: wait for their hand, or smile and nod. Greet the eldest first.
customs-id-names = Bapak or Pak (Mr) and Ibu or Bu (Ms) with the first name: Pak Budi, Bu Sari. Some people have one name only; it is the whole of it.
customs-id-cards = With the right hand or both, and read it. A title on it is noted. WhatsApp is the usual way to keep in touch.
customs-id-gifts = Small, given with the right hand, opened later. Sweets or crafts from home are good. No alcohol, pork or pigskin to Muslims, and no beef to Hindus in Bali.
customs-id-meals = Wait until you are invited to begin. Use the right hand or fork and spoon. Most food is halal. Leave a bite to show that you have had enough. In Ramadan do not eat before people who fast.
customs-id-meetings = Times can slip; your own punctuality is still welcome. Begin with small talk. The group seeks agreement, and the senior person speaks for it. Allow for prayer times, above all on Friday noon.
customs-id-bad-news = Softly, in private, perhaps through somebody both sides trust. A raised voice closes doors. "Belum" (not yet) and silence may mean no. Ask what would make it possible, and give time to think.
customs-id-negotiating = Calm and patience count as strength. Expect several rounds and a wish for harmony at the end. Write down the outcome in simple words, and go through it together.
customs-id-numbers = 4 is avoided by some people of Chinese descent, 8 liked. Red and white is the flag. Thousands are parted by points and decimals by commas.
customs-id-sources = SBS Cultural Atlas, Indonesian Culture; U.S. International Trade Administration, Country Commercial Guide Indonesia, Business Travel.

# Thailand
customs-th-greeting = The wai: palms together and a slight bow. Return one that is offered; there is no need to begin with those who are younger or serve you. A handshake is fine in business. Do not touch anybody's head or point with your feet.
customs-th-names = Khun with the first name, for men and women: Khun Somchai. Nearly everybody has a nickname, which you may be told to use. Family names are rarely spoken.
customs-th-cards = With the right hand, or both for a senior person; read it. A Thai side is kind. LINE is the messenger of work.
customs-th-gifts = Small and nicely wrapped; fruit, sweets or something from home. It is put aside and opened later. Leave out black, blue and white wrapping and anything sharp.
customs-th-meals = Dishes are shared: take a little at a time, with spoon and fork. The host orders and pays. Compliments on the food are always welcome. Monks and images of the Buddha are treated with respect, also in photos.
customs-th-meetings = Be punctual and dress neatly. Rank decides who speaks. Calm and a smile keep a meeting good. Send papers before, since questions in the room may seem like doubt.
customs-th-bad-news = Gently, alone, and with time. Speak of the process rather than of a fault, and let the manager tell the team. A smile or "mai pen rai" may cover worry: ask again later, in another way.
customs-th-negotiating = Kindness and patience reach more than pressure. Considerateness (kreng jai) keeps people from saying no: offer two ways forward to choose from. Losing your temper costs trust for long.
customs-th-numbers = 9 is liked, since it sounds like going forward. Yellow and purple are tied to the royal family and days of the week have colours; black is for mourning. Years may be written in the Buddhist era: 2569 is 2026.
customs-th-sources = SBS Cultural Atlas, Thai Culture; U.S. International Trade Administration, Country Commercial Guide Thailand, Business Travel.

# Pakistan
customs-pk-greeting = "Assalamu alaikum", answered with "wa alaikum assalam", and a handshake between men. With the other sex, wait for their hand, or put yours to your heart and nod.
customs-pk-names = Mr, Ms, Dr or a rank with the name, or Sahib after it: Ahmed Sahib. Family names are not always shared. Ask what somebody wishes to be called.
customs-pk-cards = With the right hand or both, with a word of thanks. Degrees and position on it are noted. WhatsApp follows at once.
customs-pk-gifts = Sweets, dates or crafts from home, with the right hand or both, opened later. No alcohol and nothing of pork. Flowers and chocolates suit a home.
customs-pk-meals = Eat with the right hand. Food is halal and hospitality is generous: accept tea, and a second helping if you can. In Ramadan do not eat, drink or smoke before people who fast.
customs-pk-meetings = Your hosts may be late and hope that you are not. Tea and personal talk come first. Seniors decide. Keep Friday noon free for prayer; in Ramadan working hours are short.
customs-pk-bad-news = Privately, courteously, to the senior person, with the facts at hand. Blame before others hurts for long. "Inshallah" can be a promise or a doubt: ask which step comes first.
customs-pk-negotiating = Bargaining is part of it, and relationships outlast prices. Power cuts and ports can move dates: plan for them together instead of around each other. Put results on paper.
customs-pk-numbers = Lakh (100,000) and crore (10 million) are used in prices. 786 is seen as blessed by many. Green and white are the colours of the flag.
customs-pk-sources = SBS Cultural Atlas, Pakistani Culture; U.S. International Trade Administration, Country Commercial Guide Pakistan, Business Travel.

# Mexico
customs-mx-greeting = A handshake with eye contact; friends embrace or kiss once on the cheek. Greet each person in the room, and say goodbye to each.
customs-mx-names = Titles are used: Licenciado, Ingeniera, Doctor with the family name. The first of two family names counts: José García López is Señor García. Wait for the invitation to say "tú".
customs-mx-cards = Handed over at the start. A Spanish side is welcome, with your title. WhatsApp is the common way to keep in touch.
customs-mx-gifts = Not expected at first; something from your country or good chocolate pleases. It is opened at once, with thanks. Marigolds belong to the Day of the Dead.
customs-mx-meals = Business lunches are long, from two to four, and begin with talk of family and football. The one who invites pays. "Buen provecho" to those who eat is polite.
customs-mx-meetings = Be on time, and stay calm if things start later. Personal talk opens a meeting and is part of the work. Final decisions come from the top; ask until when.
customs-mx-bad-news = In private and kindly: what happened, what it means, what you propose. People may say yes so as not to disappoint. Ask how they would do it, and confirm in writing.
customs-mx-negotiating = Trust in the person comes before trust in the paper. Leave room for a last concession, and avoid ultimatums. "Ahorita" and "mañana" are no dates: agree on a day.
customs-mx-numbers = Tuesday the 13th is the unlucky day. Red, white and green are the flag; purple is worn at funerals in some places. Dates are day/month/year, and prices in pesos carry the same $ sign as dollars: write MXN or USD.
customs-mx-sources = SBS Cultural Atlas, Mexican Culture; U.S. International Trade Administration, Country Commercial Guide Mexico, Business Travel.

# Portugal
customs-pt-greeting = A handshake at coming and going; friends kiss on both cheeks, beginning with the right. "Bom dia" until noon, then "boa tarde".
customs-pt-names = Senhor with the family name, Senhora Dona with the first name; Doutor, Doutora, Engenheiro and Engenheira are much used. The last of several family names is the one to use.
customs-pt-cards = Exchanged at the first meeting, without ceremony. English is widely spoken in exporting firms.
customs-pt-gifts = Not needed in business; something from your region after a good season pleases and is opened at once. Flowers for a home: no chrysanthemums or lilies, they are for the dead, and not thirteen.
customs-pt-meals = Lunch from one to half past two is part of business and unhurried; let the host open the subject. The one who invites pays. Compliments on food, coffee and wine are well received.
customs-pt-meetings = Arrange and confirm them; a few minutes' delay is forgiven. Talk begins with people. Many mills are family firms where the owner decides. Much of August is closed.
customs-pt-bad-news = Face to face or by phone before it is in an e-mail. Courteous and plain, with samples, and not before others. Ask what they see as the cause.
customs-pt-negotiating = Reserved at first, loyal for long. Explain reasons, avoid pressure, and keep what you say: a word given counts. Written terms follow.
customs-pt-numbers = 13 is unlucky for some. Red and green are the flag; black is for mourning. Decimals have a comma, and dates are day/month/year.
customs-pt-sources = SBS Cultural Atlas, Portuguese Culture; U.S. International Trade Administration, Country Commercial Guide Portugal, Business Travel.
