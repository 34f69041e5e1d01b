package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A package is slow to build anew for each mutant where dozens of others and
// their tests depend on it. So most mutants are built into it at once, and a
// variable of the environment turns one of them on:
//
//	a == b    ((a == b) != mutantIs(1))
//	a < b     (mutantLSS(1, a, b) != mutantIs(2))
//	a && b    (((a) != mutantIs(1) && (b) != mutantIs(1)) != mutantIs(1)), which is a || b with the mutant on
//	i++       if mutantIs(1) { i-- } else { i++ }
//	break     if mutantIs(1) { continue } else { break }
//
// What depends on types (arithmetic) is compiled by itself; who reaches it is
// told by the function that it is in, which has a number too.

// place names a mutant: the file, where the token begins, and what stands there
// instead.
type place struct {
	File   string
	Offset int
	Token  string
}

func (p place) String() string { return fmt.Sprintf("%s:%d:%s", p.File, p.Offset, p.Token) }

var (
	negated = map[token.Token]token.Token{token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR}
	moved   = map[token.Token]token.Token{token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR}
	logical = map[token.Token]token.Token{token.LAND: token.LOR, token.LOR: token.LAND}
	steps   = map[token.Token]token.Token{token.INC: token.DEC, token.DEC: token.INC}
	leaps   = map[token.Token]token.Token{token.BREAK: token.CONTINUE, token.CONTINUE: token.BREAK}
)

// edit replaces length bytes. Those in one place come by their order.
type edit struct {
	offset, length, order int
	text                  string
}

type instrumenter struct {
	file  string
	text  []byte
	set   *token.FileSet
	ids   map[string]int
	edits []edit
	nodes int
}

// instrument builds the mutants into a file's text, and adds them to ids.
func instrument(file string, text []byte, ids map[string]int) (string, error) {
	in := &instrumenter{file: file, text: text, set: token.NewFileSet(), ids: ids}
	parsed, err := parser.ParseFile(in.set, file, text, 0)
	if err != nil {
		return "", err
	}
	ast.PreorderStack(parsed, nil, in.visit)
	slices.SortStableFunc(in.edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.offset, b.offset), cmp.Compare(a.order, b.order))
	})
	var out strings.Builder
	at := 0
	for _, e := range in.edits {
		out.Write(text[at:e.offset])
		out.WriteString(e.text)
		at = e.offset + e.length
	}
	out.Write(text[at:])
	return out.String(), nil
}

func (in *instrumenter) visit(n ast.Node, above []ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok != token.CONST && n.Tok != token.TYPE
	case *ast.FuncDecl:
		in.probe(n.Body)
	case *ast.FuncLit:
		in.probe(n.Body)
	case *ast.BinaryExpr:
		in.binary(n)
	case *ast.IncDecStmt:
		if variable(n.X) && listed(above[len(above)-1]) {
			in.either(n, in.id(n.TokPos, steps[n.Tok]), string(in.text[in.at(n.Pos()):in.at(n.TokPos)])+steps[n.Tok].String())
		}
	case *ast.BranchStmt:
		if other := leaps[n.Tok]; other != 0 && n.Label == nil && leaves(above) {
			in.either(n, in.id(n.TokPos, other), other.String())
		}
	}
	return true
}

// variable tells whether an expression does nothing besides.
func variable(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return variable(x.X)
	case *ast.StarExpr:
		return variable(x.X)
	}
	return false
}

// listed tells whether a block may stand for a statement of n: not for the step
// of a loop, or before a condition.
func listed(n ast.Node) bool {
	switch n.(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// leaves tells whether both break and continue may stand in the innermost loop
// of a function. One without a condition ends a function, unless there is a
// break in it.
func leaves(above []ast.Node) bool {
	for _, n := range slices.Backward(above) {
		switch n := n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		case *ast.RangeStmt:
			return true
		case *ast.ForStmt:
			return n.Cond != nil
		}
	}
	return false
}

func (in *instrumenter) binary(n *ast.BinaryExpr) {
	operator := n.OpPos + token.Pos(len(n.Op.String()))
	switch {
	case moved[n.Op] != 0:
		in.around(fmt.Sprintf("(mutant%s(%d, ", compares[n.Op], in.id(n.OpPos, moved[n.Op])), n, fmt.Sprintf(") != mutantIs(%d))", in.id(n.OpPos, negated[n.Op])))
		in.edits = append(in.edits, edit{in.at(n.OpPos), in.at(operator) - in.at(n.OpPos), 0, ","})
	case negated[n.Op] != 0:
		in.around("((", n, fmt.Sprintf(") != mutantIs(%d))", in.id(n.OpPos, negated[n.Op])))
	case logical[n.Op] != 0:
		on := fmt.Sprintf(") != mutantIs(%d)", in.id(n.OpPos, logical[n.Op]))
		in.around("(", n, on+")")
		in.around("((", n.X, on)
		in.around("(", n.Y, on)
	}
}

// probe gives a function a number: that of the place where its body begins.
func (in *instrumenter) probe(body *ast.BlockStmt) {
	if body != nil {
		in.edits = append(in.edits, edit{in.at(body.Lbrace) + 1, 0, -1, fmt.Sprintf(" mutantIs(%d);", in.id(body.Lbrace, token.FUNC))})
	}
}

func (in *instrumenter) at(p token.Pos) int { return in.set.Position(p).Offset }

func (in *instrumenter) id(p token.Pos, becomes token.Token) int {
	key := place{in.file, in.at(p), becomes.String()}.String()
	if in.ids[key] == 0 {
		in.ids[key] = len(in.ids) + 1
	}
	return in.ids[key]
}

// around puts text before and after an expression. The outer one comes first.
func (in *instrumenter) around(before string, x ast.Expr, after string) {
	in.nodes++
	in.edits = append(in.edits, edit{in.at(x.Pos()), 0, in.nodes, before}, edit{in.at(x.End()), 0, -in.nodes, after})
}

func (in *instrumenter) either(s ast.Stmt, id int, other string) {
	from, length := in.at(s.Pos()), in.at(s.End())-in.at(s.Pos())
	in.edits = append(in.edits, edit{from, length, 0, fmt.Sprintf("if mutantIs(%d) { %s } else { %s }", id, other, in.text[from:from+length])})
}

// instrumentFolder does so for a package, and tells each mutant's number. The
// package gets what turns one on, and what writes down which were reached.
func instrumentFolder(folder string) (map[string]int, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	ids, name := map[string]int{}, ""
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.PackageClauseOnly)
		if err != nil {
			return nil, err
		}
		name = parsed.Name.Name
		changed, err := instrument(filepath.Base(file), text, ids)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
			return nil, err
		}
	}
	return ids, os.WriteFile(filepath.Join(folder, "mutants_switch.go"), fmt.Appendf(nil, mutantSwitch, name, len(ids)+1), 0o600)
}

var compares = map[token.Token]string{token.LSS: "LSS", token.LEQ: "LEQ", token.GTR: "GTR", token.GEQ: "GEQ"}

const mutantSwitch = `package %s

import (
	"cmp"
	"os"
	"strconv"
	"sync/atomic"
)

var (
	mutantOn, _   = strconv.Atoi(os.Getenv("` + turnOn + `"))
	mutantFile, _ = os.OpenFile(os.Getenv("` + reached + `"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	mutantSeen    [%d]atomic.Bool
)

func mutantIs(id int) bool {
	if mutantFile != nil && !mutantSeen[id].Swap(true) {
		_, _ = mutantFile.WriteString(strconv.Itoa(id) + "\n")
	}
	return id == mutantOn
}

func mutantLSS[T cmp.Ordered](id int, a, b T) bool {
	if mutantIs(id) {
		return a <= b
	}
	return a < b
}

func mutantLEQ[T cmp.Ordered](id int, a, b T) bool {
	if mutantIs(id) {
		return a < b
	}
	return a <= b
}

func mutantGTR[T cmp.Ordered](id int, a, b T) bool {
	if mutantIs(id) {
		return a >= b
	}
	return a > b
}

func mutantGEQ[T cmp.Ordered](id int, a, b T) bool {
	if mutantIs(id) {
		return a > b
	}
	return a >= b
}
`

// function is a function's body with its number.
type function struct{ from, to, id int }

// functions are those of a file, each before those within it.
func functions(file string, text []byte, ids map[string]int) (out []function, err error) {
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, text, 0)
	if err != nil {
		return nil, err
	}
	add := func(body *ast.BlockStmt) {
		if body != nil {
			from := set.Position(body.Lbrace).Offset
			out = append(out, function{from, set.Position(body.End()).Offset, ids[place{file, from, token.FUNC.String()}.String()]})
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			add(n.Body)
		case *ast.FuncLit:
			add(n.Body)
		}
		return true
	})
	return out, nil
}

// within tells the number of the innermost function that a place is in; 0: none.
func within(all []function, offset int) (id int) {
	for _, f := range all {
		if f.from < offset && offset < f.to {
			id = f.id
		}
	}
	return id
}

// difference finds the mutant in a file: the first token that is another one,
// but for the parentheses that it needs.
func difference(file string, original, changed []byte) (place, bool) {
	var a, b scanner.Scanner
	sets := [2]*token.FileSet{token.NewFileSet(), token.NewFileSet()}
	a.Init(sets[0].AddFile(file, -1, len(original)), original, nil, 0)
	b.Init(sets[1].AddFile(file, -1, len(changed)), changed, nil, 0)
	for {
		pos, x, _ := a.Scan()
		_, y, _ := b.Scan()
		for x != y && (y == token.LPAREN || y == token.RPAREN) {
			_, y, _ = b.Scan()
		}
		if x != y {
			return place{file, sets[0].Position(pos).Offset, y.String()}, true
		}
		if x == token.EOF {
			return place{}, false
		}
	}
}
