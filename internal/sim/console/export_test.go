package console

// Counts are the collections of the page, by what /_sim/objects counts their
// objects as.
func Counts() map[string][]string {
	out := map[string][]string{}
	for _, c := range collections {
		if c.counts != "" {
			out[c.counts] = append(out[c.counts], c.name)
		}
	}
	return out
}
