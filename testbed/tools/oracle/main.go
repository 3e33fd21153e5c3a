// Command oracle says what the pinned Prometheus does with an expression, so that tests can compare.
//
//	oracle parse [-functions] [-durations] [-ranges] [-fill] [-pretty]   NUL-separated expressions in, JSON lines out
//	oracle cases                                                         the module's own test expressions
//	oracle series                                                        NUL-separated series of unit tests in, JSON lines out
//	oracle evaluate                                                      every query of the module's test data with its result
//	oracle template                                                      templates of annotations as JSON lines, rendered
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("expected a mode: parse, cases, series, evaluate or template")
	}
	switch args[0] {
	case "parse":
		return parse(args[1:])
	case "cases":
		return cases()
	case "evaluate":
		return evaluate()
	case "series":
		return series()
	case "template":
		return templates()
	default:
		return fmt.Errorf("unknown mode %q, expected parse, cases, series, evaluate or template", args[0])
	}
}

type parseError struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Message string `json:"message"`
}

type answer struct {
	OK     bool         `json:"ok"`
	Type   string       `json:"type,omitempty"`
	Text   string       `json:"text,omitempty"`
	Pretty string       `json:"pretty,omitempty"`
	Errors []parseError `json:"errors,omitempty"`
}

func parse(args []string) error {
	flags := flag.NewFlagSet("parse", flag.ContinueOnError)
	var options parser.Options
	flags.BoolVar(&options.EnableExperimentalFunctions, "functions", false, "experimental functions")
	flags.BoolVar(&options.ExperimentalDurationExpr, "durations", false, "duration expressions")
	flags.BoolVar(&options.EnableExtendedRangeSelectors, "ranges", false, "anchored and smoothed")
	flags.BoolVar(&options.EnableBinopFillModifiers, "fill", false, "fill modifiers")
	pretty := flags.Bool("pretty", false, "print the line-broken form too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	expressions := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		text, err := expressions.ReadString(0)
		if err == io.EOF && text == "" {
			return nil
		}
		if err == nil {
			text = text[:len(text)-1]
		} else if err != io.EOF {
			return err
		}
		if err := encoder.Encode(ask(options, text, *pretty)); err != nil {
			return err
		}
		if expressions.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}

func ask(options parser.Options, text string, pretty bool) answer {
	expr, err := parser.NewParser(options).ParseExpr(text)
	if err == nil {
		result := answer{OK: true, Type: string(expr.Type()), Text: expr.String()}
		// The real printer takes quadratic time on deep trees.
		if pretty && len(text) < 5_000 {
			result.Pretty = parser.Prettify(expr)
		}
		return result
	}
	var result answer
	var list parser.ParseErrors
	if errors.As(err, &list) {
		for _, e := range list {
			position := e.PositionRange
			result.Errors = append(result.Errors, parseError{int(position.Start), int(position.End), e.Err.Error()})
		}
	} else {
		result.Errors = []parseError{{0, 0, err.Error()}}
	}
	return result
}
