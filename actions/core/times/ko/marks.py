"""Korean particles and endings around a time: 부터, 까지, 사이, 이후, 안에, 빼고, 안 돼요, 되도록, 이나, 쯤."""

from __future__ import annotations

from ..atoms import Mark
from ..lexicon import Rule
from .common import LEFT, compiled

#: the last character of a time word, so that a particle is not found inside other words
_CLASS = r"[일시분반주달월년욜후오침심녁벽밤낮정말초순기제레늘피간날중전쯤경께뒤도고지금해에로터화수목토0-9m)요때찍게]"
_AT = _NEAR = rf"(?:(?<={_CLASS})|(?<={_CLASS} ))"
_END = r"(?![가-힣])"

_NOT_ASKING = r"(?!\s?(?:까|나요|나\?|겠|니\?|는지|려나|을까|ㄹ까|면\s|시면|면,))"
_REFUSED = (
    r"(?:꽉\s?(?:찼|차\s?있|찬)|안\s?(?:잡|넣|두|봤|했으면|갔으면|해|합|하(?!나)|돼|되(?!나|겠|면|시면|니까)|됩니|됨|될\s?것|될\s?듯|맞)|못\s?(?:가|해|합|하|만|나|봐|뵙)|불가(?!피)|어려(?:워|울\s?것|울\s?듯|운|움)|어렵(?!지\s?않|나|다면)|힘들(?!지\s?않|면|까|더라)"
    r"|막혔|막혀|막힌|바쁘(?!지\s?않|면|[나신세니냐])|바빠(?!요?\s?\?)|바쁠\s?(?:것|거|듯)|힘듭|곤란|피하|피해|싫|잡지\s?(?:마|말|않)|[가-힣]{0,4}하지\s?(?:마|말)|넣지\s?(?:마|말)|비워|빼\s?(?:주|줘)|제외"
    r"|(?:연차|반차|휴가|출장|외근|휴무)(?:라|이라|여|입|예|이에|인|가\s있|이\s있))"
)
#: words that may stand between a refused time and its refusal; no other time among them
_BETWEEN = r"(?:(?!오전|오후|아침|점심|저녁|다음|이번|내일|모레|[월화수목금토일]요일)[가-힣]{1,7}[ ,]\s?){0,4}?"

RULES = [
    Rule(
        "에의은는엔도만쯤경께정즈무가량로으",
        compiled(
            rf"{_AT}(?:에는|에도|에만|에요|에|엔|의|은|는|도|만|쯤에는|쯤에|쯤은|쯤|경에|경|께|정도에|정도|즈음에|즈음|무렵에|무렵|가량|으로|로)(?![가-힣](?<![0-9가-힣]))(?=[^가-힣]|$|오전|오후|아침|점심|저녁|밤|새벽|낮|정오|자정|[월화수목금토일](?:요일|욜)|한\s?시|두\s?시|세\s?시|네\s?시|부터|까지|이나|또는)"
        ),
        lambda _: Mark.FILLER,
    ),
    Rule(
        "쯤경께정",
        compiled(r"(?:쯤|경|께|정도)(?=까지|부터|이후|에서|이나|이면|으로|로|이|은|이었|입니|엔|에|마다)"),
        lambda _: Mark.FILLER,
    ),
    Rule(
        "에",
        compiled(
            rf"{_NEAR}에서(?=\s?[^.\n~]{{1,20}}?(?:으로|로)\s?(?:[가-힣]{{1,5}}\s)?(?:바꿔|바꾸|옮|변경|미뤄|미루|연기|당겨|조정|수정))"
        ),
        lambda _: Mark.OR,
    ),
    Rule("기현", compiled(rf"(?:현지\s?)?기준(?:으로)?{_END}"), lambda _: Mark.FILLER),
    Rule("부에로", compiled(rf"{_NEAR}(?:에서부터|로부터|부터|에서)"), lambda _: Mark.POST_FROM),
    Rule("~", compiled(r"~"), lambda _: Mark.TO),
    Rule("그", compiled(r"그\s?다음\s?(?=[월화수목금토일](?:요일|욜))"), lambda _: Mark.FILLER),
    Rule(
        "이",
        compiled(
            r"(?:(?<=[일주달월년시분늘레욜])|(?<=[일주달월년시분늘레욜] ))이후(?:로|에|부터)?"
            r"(?=[^가-힣]|$|라|면|도|만|는|엔|은|나|든|요|예|이|가)"
            r"(?!\s?(?:\d+|한|두|세|반)\s?(?:분|시간))"  # "2시 이후로 30분": half an hour, some time after two
        ),
        lambda _: Mark.POST_FROM,
    ),
    Rule("까", compiled(r"까지|까진"), lambda _: Mark.POST_TO),
    Rule("사", compiled(rf"사이(?:에는|의|에서|에|로|쯤|에요|예요)?{_END}"), lambda _: Mark.POST_BETWEEN),
    Rule(
        "이후뒤지넘",
        compiled(
            rf"{_NEAR}?(?:이후(?:에|로|부터)?|(?:후|뒤)(?:에|로|부터)?|지나서|지나고|넘어서|넘어)(?=[^가-힣]|$|이|입|인데|라|면|도|만|은|는|엔|쯤|로|나|든|요|예)"
        ),
        lambda _: Mark.POST_AFTER,
    ),
    Rule(
        "전이",
        compiled(r"(?:이전|전)(?:까지|에|으로|부터)?(?=[^가-힣]|$|이|입|은|는|도|만|인|엔|요|나|예)"),
        lambda _: Mark.POST_BEFORE,
    ),
    Rule(
        "안내이",
        compiled(rf"(?:안에|안으로|내로|내에|이내에|이내로|이내)(?:는|도|만)?{_END}"),
        lambda _: Mark.POST_WITHIN,
    ),
    Rule("중", compiled(r"중으로"), lambda _: Mark.POST_WITHIN),
    Rule("중", compiled(r"중(?:에)?(?=[^가-힣]|$|는|엔|도|만)"), lambda _: Mark.FILLER),
    Rule("동간내", compiled(rf"(?:동안에|동안|내내|간){_END}"), lambda _: Mark.POST_FOR),
    Rule("와과랑이하및그", compiled(rf"{_AT}(?:와|과|이랑|랑|하고|및|그리고)(?=\s|[가-힣0-9])"), lambda _: Mark.AND),
    Rule("및그", compiled(r"(?:및|그리고)(?=\s)"), lambda _: Mark.AND),
    Rule("이나또혹아든", compiled(rf"{_AT}(?:이나|나|이든지|이든|든지|든)(?=\s|[가-힣0-9])"), lambda _: Mark.OR),
    Rule("또혹아", compiled(r"(?:또는|혹은|아니면|아님|이거나)(?=\s|[가-힣0-9])"), lambda _: Mark.OR),
    Rule(
        "빼말제외은는만엔에도아이대",
        compiled(
            r"(?:은|는|만|에는|엔|에|도|이|을|를)?\s?(?:빼고|빼면|빼놓고|빼곤|말고는|말고|제외하고|제외하면|제외한|제외|대신에|대신|아니고|아니라|외에는"
            r"|아니면(?=\s?(?:다\s|다$|모두|전부|언제|아무|괜찮|좋|돼|됩|되|가능|상관|오케이|ok)))"
        ),
        lambda _: Mark.POST_AVOID,
    ),
    Rule(
        "은는만엔에도이가",
        compiled(
            rf"{_NEAR}(?!이후|이전|에서)(?:은요|은|는|만은|만|에는|엔|에|도|이라서|이|가)\s?{_BETWEEN}{_REFUSED}{_NOT_ASKING}[가-힣]{{0,6}}"
        ),
        lambda _: Mark.POST_AVOID,
    ),
    Rule(
        "꽉안못불어힘막바곤피싫잡연반휴출외",
        compiled(rf"{_REFUSED}{_NOT_ASKING}[가-힣]{{0,6}}"),
        lambda _: Mark.POST_AVOID,
    ),
    Rule(
        "되가웬왠이기될",
        compiled(
            rf"{LEFT}(?:되도록이면|되도록|가능하면|가능하시면|가능한\s?한|가급적이면|가급적|웬만하면|왠만하면|이왕이면|기왕이면|될\s?수\s?있으면)"
        ),
        lambda _: Mark.PREFER,
    ),
    Rule(
        "이였었면가으로에은는",
        compiled(
            r"(?:이?었으면|였으면|이면|면|이|가|으로|로|에|은|는)\s?(?:더|제일|가장|훨씬|정말)?\s?"
            r"(?:좋겠|(?<=더 )좋|(?<=일 )좋|(?<=장 )좋|선호|편해|편합|편할|편하|좋을\s?것|좋을\s?듯|희망)[가-힣]{0,4}"
        ),
        lambda _: Mark.POST_PREFER,
    ),
]
