package apipolicyorder

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// sequence are policies in the order in which they are enforced.
type sequence []anypoint.PolicyOrder

func sequenceOf(all iter.Seq2[anypoint.Policy, error]) (sequence, error) {
	s := sequence{}
	for p, err := range all {
		if err != nil {
			return nil, err
		}
		s = append(s, anypoint.PolicyOrder{ID: p.ID, Order: p.Order, Asset: p.AssetID})
	}
	slices.SortStableFunc(s, func(a, b anypoint.PolicyOrder) int { return cmp.Compare(a.Order, b.Order) })
	return s, nil
}

func (s sequence) ids() []string {
	out := make([]string, len(s))
	for i, p := range s {
		out[i] = string(p.ID)
	}
	return out
}

// String names the policies with their assets, for errors.
func (s sequence) String() string {
	if len(s) == 0 {
		return "none"
	}
	out := make([]string, len(s))
	for i, p := range s {
		out[i] = string(p.ID) + " (" + p.Asset + ")"
	}
	return strings.Join(out, ", ")
}

// missing are the wanted policies that are not there.
func (s sequence) missing(wanted []string) []string {
	have := s.ids()
	return slices.DeleteFunc(slices.Clone(wanted), func(id string) bool { return slices.Contains(have, id) })
}

// arranged is the sequence with the wanted policies first, and the policies
// whose number differs then. Numbers may have gaps: where the order is as
// wanted, nothing moves.
func (s sequence) arranged(wanted []string) (now sequence, moves []anypoint.PolicyOrder) {
	if slices.Equal(s.ids()[:len(wanted)], wanted) {
		return s, nil
	}
	ids := slices.Clone(wanted)
	for _, id := range s.ids() {
		if !slices.Contains(wanted, id) {
			ids = append(ids, id)
		}
	}
	for i, id := range ids {
		p := s[slices.Index(s.ids(), id)]
		if order := int64(i + 1); p.Order != order {
			p.Order = order
			moves = append(moves, p)
		}
		now = append(now, p)
	}
	return now, moves
}

// shown are the policies down to the last of the wanted, or all.
func (s sequence) shown(wanted []string, all bool) []string {
	ids := s.ids()
	if all {
		return ids
	}
	last := 0
	for i, id := range ids {
		if slices.Contains(wanted, id) {
			last = i + 1
		}
	}
	return ids[:last]
}
