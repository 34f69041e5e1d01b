package okta

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// A filter is an expression of the SCIM kind that Okta's filter and search
// parameters take: comparisons joined by and, or, not and parentheses.
type filter func(*object) bool

// filterOf reads a filter parameter; no filter when it is empty. The code of
// the refusal is that of Okta's public list for an invalid search.
func (p *Platform) filterOf(expression string, allowed func(string) bool) (filter, *kernel.Answer) {
	if expression == "" {
		return nil, nil
	}
	f, err := parseFilter(expression, allowed)
	if err != nil {
		return nil, new(p.problem(http.StatusBadRequest, "E0000031", "Invalid search criteria.", err.Error()))
	}
	return f, nil
}

// parseFilter reads an expression. Attributes outside the allowed ones are
// refused; nil allows any.
func parseFilter(expression string, allowed func(attribute string) bool) (filter, error) {
	tokens, err := lexFilter(expression)
	if err != nil {
		return nil, err
	}
	ps := &filterParser{tokens: tokens, allowed: allowed}
	f, err := ps.or()
	if err != nil {
		return nil, err
	}
	if ps.at < len(ps.tokens) {
		return nil, fmt.Errorf("unexpected %q", ps.tokens[ps.at].text)
	}
	return f, nil
}

type filterToken struct {
	text   string
	quoted bool
}

func lexFilter(s string) ([]filterToken, error) {
	var out []filterToken
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case unicode.IsSpace(rune(c)):
			i++
		case c == '(' || c == ')':
			out = append(out, filterToken{text: string(c)})
			i++
		case c == '"':
			j := i + 1
			for ; j < len(s) && s[j] != '"'; j++ {
				if s[j] == '\\' {
					j++
				}
			}
			if j >= len(s) {
				return nil, fmt.Errorf("a quotation mark is missing")
			}
			var text string
			if err := json.Unmarshal([]byte(s[i:j+1]), &text); err != nil {
				return nil, err
			}
			out = append(out, filterToken{text: text, quoted: true})
			i = j + 1
		default:
			j := i
			for ; j < len(s) && !unicode.IsSpace(rune(s[j])) && s[j] != '(' && s[j] != ')' && s[j] != '"'; j++ {
			}
			out = append(out, filterToken{text: s[i:j]})
			i = j
		}
	}
	return out, nil
}

type filterParser struct {
	tokens  []filterToken
	at      int
	allowed func(string) bool
}

func (ps *filterParser) word(w string) bool {
	if ps.at < len(ps.tokens) && !ps.tokens[ps.at].quoted && strings.EqualFold(ps.tokens[ps.at].text, w) {
		ps.at++
		return true
	}
	return false
}

func (ps *filterParser) next() (filterToken, error) {
	if ps.at >= len(ps.tokens) {
		return filterToken{}, fmt.Errorf("the expression ends too early")
	}
	ps.at++
	return ps.tokens[ps.at-1], nil
}

func (ps *filterParser) or() (filter, error) {
	left, err := ps.and()
	for err == nil && ps.word("or") {
		var right filter
		l := left
		if right, err = ps.and(); err == nil {
			left = func(o *object) bool { return l(o) || right(o) }
		}
	}
	return left, err
}

func (ps *filterParser) and() (filter, error) {
	left, err := ps.one()
	for err == nil && ps.word("and") {
		var right filter
		l := left
		if right, err = ps.one(); err == nil {
			left = func(o *object) bool { return l(o) && right(o) }
		}
	}
	return left, err
}

func (ps *filterParser) one() (filter, error) {
	if ps.word("not") {
		f, err := ps.one()
		if err != nil {
			return nil, err
		}
		return func(o *object) bool { return !f(o) }, nil
	}
	if ps.word("(") {
		f, err := ps.or()
		if err == nil && !ps.word(")") {
			err = fmt.Errorf("a parenthesis is missing")
		}
		return f, err
	}
	attribute, err := ps.next()
	if err != nil {
		return nil, err
	}
	if attribute.quoted || ps.allowed != nil && !ps.allowed(attribute.text) {
		return nil, fmt.Errorf("%q cannot be filtered by", attribute.text)
	}
	operator, err := ps.next()
	if err != nil {
		return nil, err
	}
	path := strings.Split(attribute.text, ".")
	if strings.EqualFold(operator.text, "pr") {
		return func(o *object) bool { return len(valuesAt(o, path)) > 0 }, nil
	}
	value, err := ps.next()
	if err != nil {
		return nil, err
	}
	compare, ok := comparisons[strings.ToLower(operator.text)]
	if !ok {
		return nil, fmt.Errorf("%q is no operator", operator.text)
	}
	negative := strings.EqualFold(operator.text, "ne")
	return func(o *object) bool {
		for _, v := range valuesAt(o, path) {
			if compare(v, value.text) {
				return !negative
			}
		}
		return negative
	}, nil
}

// comparisons compare as text. Okta's timestamps order as text, and its text
// comparisons know no case.
var comparisons = map[string]func(have, want string) bool{
	"eq": strings.EqualFold,
	"ne": strings.EqualFold,
	"sw": func(h, w string) bool { return strings.HasPrefix(strings.ToLower(h), strings.ToLower(w)) },
	"ew": func(h, w string) bool { return strings.HasSuffix(strings.ToLower(h), strings.ToLower(w)) },
	"co": func(h, w string) bool { return strings.Contains(strings.ToLower(h), strings.ToLower(w)) },
	"gt": func(h, w string) bool { return h > w },
	"ge": func(h, w string) bool { return h >= w },
	"lt": func(h, w string) bool { return h < w },
	"le": func(h, w string) bool { return h <= w },
}

// valuesAt are the scalars under a path, through lists.
func valuesAt(v any, path []string) []string {
	switch v := v.(type) {
	case *object:
		if len(path) == 0 {
			return nil
		}
		return valuesAt(v.get(path[0]), path[1:])
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, valuesAt(item, path)...)
		}
		return out
	case nil:
		return nil
	}
	if len(path) > 0 {
		return nil
	}
	return []string{fmt.Sprint(v)}
}
