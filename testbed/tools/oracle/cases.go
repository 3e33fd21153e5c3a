package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/prometheus/prometheus/promql/promqltest"
)

const module = "github.com/prometheus/prometheus"

// testCase is one expression; the bytes are base64 because some are not valid UTF-8 on purpose.
type testCase struct {
	Source string `json:"source"`
	Bytes  string `json:"bytes"`
}

func cases() error {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	write := func(source, expression string) error {
		return encoder.Encode(testCase{source, base64.StdEncoding.EncodeToString([]byte(expression))})
	}
	folder, err := moduleFolder()
	if err != nil {
		return err
	}
	for _, file := range []string{"parse_test.go", "printer_test.go", "prettier_test.go"} {
		expressions, err := inputs(filepath.Join(folder, "promql", "parser", file))
		if err != nil {
			return err
		}
		for _, expression := range expressions {
			if err := write(file, expression); err != nil {
				return err
			}
		}
	}
	queries, err := promqltest.GetBuiltInExprs()
	if err != nil {
		return err
	}
	for _, query := range queries {
		if err := write("promqltest", query); err != nil {
			return err
		}
	}
	return nil
}

func moduleFolder() (string, error) {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return "", errors.New("no build information")
	}
	for _, dependency := range build.Deps {
		if dependency.Path == module {
			cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
			if err != nil {
				return "", err
			}
			return filepath.Join(strings.TrimSpace(string(cache)), module+"@"+dependency.Version), nil
		}
	}
	return "", fmt.Errorf("module %s is not part of this program", module)
}

// inputs reads the values of the fields "input" and "in" of the test tables of a Go file. What is not a constant,
// a repetition or a simple Sprintf is left out and said so.
func inputs(file string) ([]string, error) {
	tree, err := goparser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return nil, err
	}
	var found []string
	ast.Inspect(tree, func(node ast.Node) bool {
		pair, ok := node.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, ok := pair.Key.(*ast.Ident)
		if !ok || key.Name != "input" && key.Name != "in" {
			return true
		}
		value, ok := constant(pair.Value)
		if text, isText := value.(string); ok && isText {
			found = append(found, text)
		} else {
			fmt.Fprintln(os.Stderr, "oracle: not a constant in", filepath.Base(file))
		}
		return true
	})
	return found, nil
}

func constant(expr ast.Expr) (any, bool) {
	switch e := expr.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, err := strconv.Unquote(e.Value)
			return text, err == nil
		}
		number, err := strconv.ParseInt(e.Value, 0, 64)
		return number, err == nil
	case *ast.ParenExpr:
		return constant(e.X)
	case *ast.BinaryExpr:
		left, ok1 := constant(e.X)
		right, ok2 := constant(e.Y)
		l, isText1 := left.(string)
		r, isText2 := right.(string)
		return l + r, e.Op == token.ADD && ok1 && ok2 && isText1 && isText2
	case *ast.SelectorExpr:
		if name := selector(e); name == "math.MaxInt64" {
			return int64(1<<63 - 1), true
		} else if name == "math.MinInt64" {
			return int64(-1 << 63), true
		}
	case *ast.CallExpr:
		return call(e)
	}
	return nil, false
}

func selector(e *ast.SelectorExpr) string {
	if x, ok := e.X.(*ast.Ident); ok {
		return x.Name + "." + e.Sel.Name
	}
	return ""
}

func call(e *ast.CallExpr) (any, bool) {
	var arguments []any
	for _, argument := range e.Args {
		value, ok := constant(argument)
		if !ok {
			return nil, false
		}
		arguments = append(arguments, value)
	}
	switch f := e.Fun.(type) {
	case *ast.Ident:
		if f.Name == "uint64" && len(arguments) == 1 {
			return arguments[0], true
		}
	case *ast.SelectorExpr:
		switch selector(f) {
		case "fmt.Sprintf":
			format, ok := arguments[0].(string)
			return fmt.Sprintf(format, arguments[1:]...), ok
		case "strings.Repeat":
			text, ok1 := arguments[0].(string)
			count, ok2 := arguments[1].(int64)
			if ok1 && ok2 {
				return strings.Repeat(text, int(count)), true
			}
		}
	}
	return nil, false
}
