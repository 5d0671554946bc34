package vn.portalaudit.document.file;

import vn.portalaudit.document.paper.Block;

/** What a part of a bar stands for; the colours differ in lightness too. */
enum Standing {
  GOOD("#2463a8", "hoạt động"),
  DOWN("#9c1f2b", "ngừng"),
  UNKNOWN("#c9b8e8", "không rõ"),
  EXCLUDED("#dfe5ec", "bảo trì đã báo trước");

  final String colour;
  final String word;

  Standing(String colour, String word) {
    this.colour = colour;
    this.word = word;
  }

  long of(Block.Bar bar) {
    return switch (this) {
      case GOOD -> bar.good();
      case DOWN -> bar.down();
      case UNKNOWN -> bar.unknown();
      case EXCLUDED -> bar.excluded();
    };
  }
}
