"""The words of the grammar, each list once."""

from typing import Final, Literal, NamedTuple

from netintern.domain.vocabulary import AskKind, EventKind, GiveKind, InteractionKind, Outcome

Phrase = tuple[str, ...]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def _phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a text that has commas between them."""
    return tuple(tuple(phrase.split()) for phrase in text.split(","))


class Kind(NamedTuple):
    """What a word says of the kind of talk."""

    kind: InteractionKind
    sort: Literal["talk", "call", "verb", "noun", "event", "both"] = "talk"
    """A message's verb or noun tells by its neighbours who wrote; "both" is an exchange."""
    purpose: str | None = None
    outcome: Outcome | None = None


_TALK: Final = (
    "coffee,coffees,tea,lunch,lunched,breakfast,brunch,dinner,drinks,drink,beer,beers,walk,walked,"
    "chat,chats,chatted,chatting,talk,talks,talked,talking,met,met up,meet,spoke,speak,speaking,"
    "1:1,1-1,1-on-1,1on1,one-on-one,one on one,one-to-one,one to one,catch up,catch-up,catchup,"
    "caught up,saw,visited,sat down,bumped into,ran into,hung out,face to face,in person,☕,coffee"
    " chat"
    ",lunch chat,walk and talk,coffee talk,coffee meeting,lunch meeting,coffee catch up,"
    "coffee catch-up,lunch date,coffee date,coffee break,tea break,catch-up coffee,group chat,"
    "group talk,group lunch,group coffee,small group,group discussion,team lunch,team coffee,"
    "team breakfast,team dinner,team drinks,team walk,team chat,"
    "sync,interview,informational interview,1:1 sync,sync up,fika,interviewed,espresso,"
    "ice cream,pint"
)
_CALL: Final = (
    "call,calls,called,calling,phone,phoned,phone call,phone chat,video,video call,video chat,"
    "called back,call back,"
    "rang,zoom,zoomed,zoom call,skype,skyped,facetime,facetimed,telephone,telephoned,📞,"
    "on the phone,by phone,over the phone,via phone,on zoom,via zoom,over zoom,by zoom,on teams,"
    "via teams,over teams,teams call,by video,over video,via video,on skype,via skype,zoom chat,"
    "voice call,google meet,webex,teams chat,teams meeting,teams,whatsapp call,phonecall,"
    "zoom coffee,zoom meeting,video coffee,virtual coffee call,catch-up call,catch up call"
)
_MISSED: Final = (
    "tried calling,tried to call,tried to reach,tried reaching,tried to phone,tried phoning,"
    "tried ringing,tried to ring,left a voicemail,left voicemail,voicemail,missed call,"
    "couldn't reach,could not reach,tried to get hold of"
)
_SENT: Final = (
    "wrote,wrote to,mailed,emailed,e-mailed,messaged,texted,dmed,dm'd,sent,replied,"
    "replied to,answered,responded,responded to,got back to,reached out to,reached out,contacted,"
    "followed up,followed up with,nudged,pinged,wrote back,wrote back to,whatsapped,slacked"
)
_THANKED: Final = (
    "thanked,thanks to,said thanks to,said thank you to,sent a thank-you to,sent thanks to,"
    "sent a thank you to,thank-you note,thank you note,thank-you mail,thank you mail,"
    "thank-you,thank-you email,thank you email"
)
_MESSAGE: Final = (
    "mail,email,e-mail,message,text,dm,letter,sms,whatsapp,linkedin message,slack message,"
    "text message,direct message,linkedin,slack,mails,emails,e-mails,messages,texts,dms,reply,"
    "answer,reply mail,note to,card"
)
_FROM_THEM: Final = (
    "heard from,heard back from,got a mail from,got an email from,got a message from,"
    "got a reply from,got an answer from,received a mail from,mail from,email from,e-mail from,"
    "message from,text from,letter from,dm from,reply from,answer from,mails from,messages from,"
    "emails from,note from,wrote me,call from nobody"
)
_EXCHANGED: Final = (
    "exchanged mails,exchanged emails,exchanged e-mails,exchanged messages,exchanged texts,"
    "exchanged,exchange,mail exchange,email exchange,mails with,emails with,messages with,"
    "e-mails with,texts with,dms with,texted with,messaged with,emailed with,mailed with,"
    "swapped mails,swapped emails,swapped messages,traded mails,traded emails,traded messages,"
    "wrote back and forth,mail with,email with,messages,exchanged letters"
)
_EVENT: Final = (
    "event,meetup,meet-up,training,meeting,workshop,conference,seminar,webinar,hackathon,"
    "brown-bag,brown bag,brownbag,panel,party,town hall,townhall,all-hands,offsite,off-site,"
    "course,summit,networking event,team event,fair,reception,lecture,talk by,guest talk by,"
    "guest lecture,keynote,symposium,congress,colloquium,career fair,careers fair,job fair,"
    "trade fair,career day,open day,open house,demo day,info session,information session,"
    "information evening,info evening,poster session,journal club,reading group,book club,"
    "study group,retreat,standup,stand-up,bootcamp,masterclass,round table,roundtable,kick-off,"
    "kickoff,afterwork,after-work,after work,mingle,happy hour,lunch seminar,breakfast seminar,"
    "lunch and learn,lunch & learn,networking evening,networking dinner,networking lunch,"
    "association evening,association meeting,alumni evening,alumni event,student evening,"
    "union meeting,general assembly,annual meeting,company event,company visit,study visit,"
    "site visit,info meeting,information meeting,training session,training day,kick-off meeting"
)

KINDS: Final[dict[Phrase, Kind]] = {
    **dict.fromkeys(_phrases(_TALK), Kind("one_on_one")),
    **dict.fromkeys(_phrases(_CALL), Kind("call", "call")),
    **dict.fromkeys(_phrases(_MISSED), Kind("call", "call", None, "no_answer")),
    **dict.fromkeys(_phrases(_SENT), Kind("outbound", "verb")),
    **dict.fromkeys(_phrases(_THANKED), Kind("outbound", "verb", "thanks")),
    **dict.fromkeys(_phrases(_MESSAGE), Kind("outbound", "noun")),
    **dict.fromkeys(_phrases(_FROM_THEM), Kind("inbound", "both")),
    **dict.fromkeys(_phrases(_EXCHANGED), Kind("exchange", "both")),
    **dict.fromkeys(_phrases(_EVENT), Kind("group_event", "event")),
}
KINDS.pop(("call", "from", "nobody"))
EVENT_SORTS: Final[dict[str, EventKind]] = {
    **dict.fromkeys(
        word_set("training workshop course seminar webinar lecture bootcamp masterclass"),
        "training",
    ),
    **dict.fromkeys(
        word_set("meeting hall all-hands standup stand-up kick-off kickoff"), "meeting"
    ),
    **dict.fromkeys(word_set("association union assembly club alumni student"), "association"),
}
"""The sort of an event by a word of its title; others are other."""

OUTCOMES: Final[dict[Phrase, Outcome]] = {
    **dict.fromkeys(
        _phrases(
            "no answer,no reply,no response,no pick-up,didn't answer,did not answer,never answered,"
            "didn't reply,did not reply,never replied,didn't respond,did not respond,unanswered,"
            "didn't pick up,did not pick up,no one picked up,nobody picked up,not reached,no luck,"
            "hasn't answered,has not answered,hasn't replied,has not replied,didnt answer,"
            "didnt reply,didnt pick up,not there"
        ),
        "no_answer",
    ),
    **dict.fromkeys(
        _phrases(
            "cancelled,canceled,cancelled on me,canceled on me,was cancelled,was canceled,"
            "got cancelled,got canceled,called off,called it off,fell through,no show,no-show,"
            "noshow,didn't show,didn't show up,did not show up,didnt show up,didn't come,"
            "did not come,stood me up,had to cancel,never showed up,postponed,had cancelled"
        ),
        "cancelled",
    ),
    **dict.fromkeys(
        _phrases("declined,said no,turned me down,turned it down,has no time,refused"), "declined"
    ),
}
BY_PHONE: Final = word_set("pick picked pick-up reached")
"""Words of an outcome that speak of a call."""

OWN_TIME: Final = frozenset(
    _phrases(
        "own time,own-time,owntime,in my own time,on my own time,in own time,on own time,"
        "my own time,lunch break,"
        "in the lunch break,in my lunch break,in lunch break,over the lunch break,over lunch break,"
        "during lunch break,during the lunch break,during my lunch break,in our lunch break,"
        "at lunch break,on my lunch break,on lunch break,private time,in private time,after hours,"
        "off the clock,not on the clock"
    )
)

VAGUE_DAYS: Final = dict.fromkeys(
    _phrases(
        "the other day,other day,the other week,recently,a while ago,some time ago,few days ago,"
        "a few days ago,some days ago,sometime last week,a few weeks ago,some weeks ago,days ago,"
        "weeks ago,months ago,long ago,earlier this week,sometime this week,this week,sometime,"
        "earlier this month,the week before,the day before"
    ),
    True,
)

HeadName = Literal[
    "suggest", "tell", "introduce", "promise", "will", "owe", "learn", "note", "next", "follow",
    "ask", "else", "not_asked", "gave", "listen", "todo",
]  # fmt: skip

HEADS: Final[dict[Phrase, HeadName]] = {
    **dict.fromkeys(
        _phrases("suggested,suggests,suggest,recommended,recommends,suggestions,suggestion"),
        "suggest",
    ),
    **dict.fromkeys(
        _phrases(
            "told me to,told me i should,said i should,says i should,said to,advised me to,"
            "pointed me to,referred me to,wants me to,thinks i should,urged me to,asked me to"
        ),
        "tell",
    ),
    **dict.fromkeys(
        _phrases("introduced,introduced me to,introduced me,introduces me to,has introduced me to"),
        "introduce",
    ),
    **dict.fromkeys(
        _phrases("promised,promise,promises,have promised,has promised,promised that"), "promise"
    ),
    **dict.fromkeys(
        _phrases(
            "will,is going to,are going to,am going to,going to,offered to,agreed to,"
            "said i'd,said i will,said i'll,said i would,said she'd,said he'd,said they'd,"
            "said she will,said he will,said they will,said she'll,said he'll,said they'll,"
            "said she would,said he would,said they would,wants to"
        ),
        "will",
    ),
    **dict.fromkeys(_phrases("owe,owes,owes me,owe me"), "owe"),
    **dict.fromkeys(_phrases("learned,learnt,til,learned that,learnt that,found out"), "learn"),
    **dict.fromkeys(_phrases("note,notes,nb,note that,remember"), "note"),
    ("next",): "next",
    **dict.fromkeys(
        _phrases("todo,to do,to-do,need to,have to,must,should,needs to,action,actions,next steps"),
        "todo",
    ),
    **dict.fromkeys(
        _phrases(
            "follow up,follow-up,followup,ping,nudge,remind me,check in,check-in,touch base,"
            "reconnect,again,see again,meet again,talk again,speak again,catch up again,get back,"
            "get in touch,be in touch,keep in touch,next talk,next coffee,next call,next lunch,"
            "next meeting,next chat,next contact,next time,meeting again,seeing,see,meet,back in"
            " touch,"
            "contact again,call again,write again,catch up,coffee again,lunch again,next follow-up,"
            "next follow up,next one"
        ),
        "follow",
    ),
    **dict.fromkeys(_phrases("asked,asked for"), "ask"),
    **dict.fromkeys(
        _phrases(
            "asked whom else,asked who else,asked whom else to meet,asked who else to meet,"
            "asked for names,asked for more names,asked for other names,asked for further names,"
            "whom else,who else,asked who else i should meet,asked whom else i should meet,"
            "no names,no more names,no other names,asked about others,asked the question,"
            "asked who else to talk to,asked whom else to talk to,asked whom to meet,"
            "asked who to meet,asked who to meet next,asked whom to meet next,"
            "asked who else i should talk to,asked whom else i should talk to"
        ),
        "else",
    ),
    **dict.fromkeys(
        _phrases(
            "didn't ask,did not ask,not asked,didnt ask,forgot to ask,have not asked,haven't asked,"
            "never asked"
        ),
        "not_asked",
    ),
    **dict.fromkeys(
        _phrases("gave,shared,offered,helped,congratulated,thanked,updated,passed on,offered help"),
        "gave",
    ),
    **dict.fromkeys(_phrases("listening,listened"), "listen"),
}
STRONG: Final = frozenset({"suggest", "promise", "learn", "listen", "introduce"})
"""Heads that begin a clause without a separator before them."""
PLAIN: Final = frozenset({"suggest", "promise", "learn", "will", "follow", "next", "else",
                          "not_asked", "listen", "tell", "owe", "todo"})  # fmt: skip
"""Heads that end a free text after a comma."""

LINKS: Final = sorted(
    _phrases(
        "that i,i should,i,me,to me,we,should,to,meet,meeting,talk to,talk with,talking to,"
        "talking with,speak to,speak with,speaking to,speaking with,contact,contacting,see,call,"
        "write,write to,ask,reach out to,look up,get in touch with,also,chat with,have coffee with,"
        "connect with,a chat with,a coffee with,coffee with,that,chatting with,a talk with,"
        "get to know,approach,email,mail,message"
    ),
    key=len,
    reverse=True,
)
"""What stands between "suggested" and the name."""
MEETING_LINKS: Final = frozenset(link for link in LINKS if len(link[-1]) > 2 or link[-1] == "to")

ASKS: Final[dict[str, AskKind]] = {
    **dict.fromkeys(word_set("name names contact contacts"), "names"),
    **dict.fromkeys(word_set("advice tips tip guidance opinion recommendations"), "advice"),
    **dict.fromkeys(word_set("time slot"), "time"),
    **dict.fromkeys(word_set("review feedback proofreading comments"), "review"),
    **dict.fromkeys(word_set("intro intros introduction introductions"), "introduction"),
    **dict.fromkeys(word_set("referral job"), "job_referral"),
}
GIFTS: Final[dict[str, GiveKind]] = {
    **dict.fromkeys(word_set("thanks thanked"), "thanks"),
    **dict.fromkeys(word_set("update updated updates news"), "update"),
    **dict.fromkeys(
        word_set(
            "resource resources article link links paper papers book slides deck template doc"
            " document documents notes video podcast tutorial reference"
        ),
        "resource",
    ),
    **dict.fromkeys(word_set("congrats congratulations congratulated"), "congrats"),
    **dict.fromkeys(word_set("feedback review comments"), "feedback"),
    **dict.fromkeys(word_set("help helped hand support advice tips"), "help"),
    **dict.fromkeys(word_set("introduction introductions intro intros"), "introduction"),
}
ASK_LINKS: Final = word_set("for her him them an a the some more her/him to if about")

TITLES: Final = word_set("dr prof professor mr mrs ms miss mx sir herr frau mme mlle dott ing dipl")
PARTICLES: Final = word_set(
    "van der den de la le du da dos das do di del della von zu zur ten ter bin ibn al el af av y e"
    " bint st"
)
MINE: Final = word_set("i we")
THEIRS: Final = word_set("she he they")
ME: Final = word_set("me myself i us we ourselves")
PRONOUNS: Final = word_set("her him them she he they")

FILLERS: Final = word_set(
    "a an the had have has did do i we i've just quick quickly short brief nice good great long"
    " lovely virtual another then was were some my our also grabbed got get went out took again"
    " earlier really very casual informal spontaneous longer pleasant friendly over in-person"
    " having done been made first second little wonderful interesting productive with w for ended"
    " today's yesterday's morning afternoon evening spent total but attended attending joined"
)
"""Words that say nothing where they stand alone."""
ABOUT: Final = word_set(
    "about re regarding discussed discussing because who which where when while since as topic"
    " concerning why how what that talked-about explained"
)
SAYING: Final = word_set("she he they it she's he's they're there this that's it's her his their")
"""Words with which a free text begins in which a day may mean anything."""
JOINS: Final = word_set("and & + plus")
VENUES: Final = word_set(
    "starbucks costa cafe café canteen cafeteria lobby kitchen office library lab campus hq home"
    " zoom teams bar restaurant park bistro bakery mensa gym lounge desk table station airport pub"
    " museum hall conference meetup meeting event training workshop summit fair party seminar"
    " hackathon brown-bag brownbag offsite webinar panel course reception lunch dinner breakfast"
    " coffee"
)
HOUSES: Final = word_set("museum hall library lab gallery theatre theater archive")
"""Places that with a name of their own, in capitals, are organisations: "City Hall"."""
EVENT_ENDS: Final = ("con", "conf", "fest", "camp", "summit", "meetup", "days", "con26", "con2026")
COMMON_NAMES: Final = word_set(
    "will mark art rich grant hope joy faith grace rose summer dawn sue bill frank pat rob ray drew"
    " chase hunter case so an do you no my he she they long short good young read page day wood"
    " may april june august jan sun mar mon wed sat tue thu fri sep dec oct nov feb jun jul apr aug"
    " in on at to from by for and with the a of is as be was or it not but me we us her him his"
    " walk chat call tea beer park lake hill field leaders culture week lee an son min ha ai so wu"
)
"""First names that are also other words: taken as names only where a name has to stand."""
AFTER_NAME: Final = word_set(
    "about in at on from of to for by with and or but re regarding over during before after while"
    " because is was has had have did does said says told asked gave sent came went thinks thought"
    " likes wants will would should could can may might also then again again. too as who which"
    " where when via through per today now she he they it the a an this that last next not no"
    " didn't"
    " never got got. saw knows works knew left took made felt seems seemed looks looked plus w"
    " re: if"
    " so just very really both only together briefly shortly informally here there yes ok up out"
    " suggested promised learned learnt listening own lunch phone video ago min mins minutes hour"
    " h m"
    " fine great good nice interesting helpful today's yes great. ok. we i me us everybody all"
)
DAY_PARTS: Final = word_set("morning afternoon evening night noon midday lunchtime early late")
MISSPELT: Final = word_set(
    "yesterday tomorrow today monday tuesday wednesday thursday friday saturday sunday january"
    " february august september october november december"
)
MISSPELT_HEADS: Final = word_set(
    "suggested promised learned learnt listening coffee lunch called minutes recommended"
    " declined cancelled emailed"
)
FINE: Final = word_set(
    "leaned learner yearned launch punch bunch hunch coffees toffee coffer lunches calls caller"
    " called calling minute listening listing learning toady sundays mondays tuesdays wednesdays"
    " thursdays fridays saturdays promise promises lurch lunched suggestion suggests leaner"
    " reclined"
    " days suggestions callen earned launched fried sundae"
)
NOT_DONE: Final = word_set(
    "no not didn't didnt don't dont never without planned plan planning or nor instead except"
    " almost"
    " want wanted wish hope should could would will going arrange arranged scheduled schedule maybe"
    " rescheduled pushed shifted intro introduction"
    " is ping nudge write ask remind contact invite invited set wasn't couldn't missed nearly if"
    " every each upcoming future soon later hasn't haven't won't can't cannot"
)
"""Words after which it may not have happened."""
TIME_WORDS: Final = word_set(
    "monday mon tuesday tue wednesday wed thursday thu friday fri saturday sunday week weeks month"
    " months january february march april june july august september october november december"
    " weekend fortnight quarter year years days tomorrow tonight"
)
WITH_SLIPS: Final = word_set("wiht wtih wih wth qith eith wuth wirh witj")

MESSAGES: Final = ("inbound", "outbound", "exchange")
"""Kinds that are written."""
